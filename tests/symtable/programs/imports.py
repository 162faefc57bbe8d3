# Every form of import; a star import binds what no table knows.
from __future__ import division
import os, sys as system
import os.path
import xml.dom.minidom as minidom, xml.sax
from os import path as p, sep
from . import sibling
from .. import (parent, other as renamed,)
from .package.module import thing
from os.path import *

try:
    import json
except ImportError:
    json = None
if sys:
    from os import environ
else:
    environ = {}


def f():
    import os
    import xml.dom
    from os import path
    if os:
        import json
    else:
        json = None

    def g():
        return os, xml, path, json, sep, dirname

    return g


class C:
    import os
    from os import path

    def method(self):
        return os, path, self.os

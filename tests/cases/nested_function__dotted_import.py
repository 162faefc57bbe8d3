# /// case
# expect = "fix"
# codes = ["MP101"]
# stdout = "2 <item>tea</item>\n1 <item>milk</item>\n"
# require = ['(?s)^    import xml\.etree\.ElementTree$.*^    import xml\.etree\.ElementTree$', '^def show\(indent, \*names\):$']
# note = "`import a.b.c` in the encloser binds `a`; repeated in the body it must be the same dotted import."
# ///
import multiprocessing


def dump(lists, indent=0):
    import xml.etree.ElementTree

    def show(*names):
        root = xml.etree.ElementTree.Element("list")
        for name in names:
            xml.etree.ElementTree.SubElement(root, "item").text = name
        print(len(root), " " * indent + xml.etree.ElementTree.tostring(root[0], encoding="unicode"))

    for names in lists:
        process = multiprocessing.Process(target=show, args=names)
        process.start()
        process.join()


if __name__ == "__main__":
    dump([("tea", "cake"), ("milk",)], indent=0)

//! The files of a run as they lie on the disk: which there are, their bytes, and a [`Reading`] that hands them to the
//! engine as it asks for them. Both doors read through this room; neither knows the other.

pub mod failure;
pub mod pool;
pub mod configs;
pub mod walk;
pub mod reading;

pub use configs::Configs;
pub use failure::Failure;
pub use reading::Reading;
pub use walk::{Input, Inputs, Origin};

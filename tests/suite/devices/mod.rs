//! Devices of field workers: how they are enrolled, how they keep their tokens, and how they are shut out.

mod enrolment;

//! What devices send, once or many times, whole or cut, in any order.

mod batches;
mod changes;
mod cuts;
mod held;
mod histories;
mod killed;
mod together;

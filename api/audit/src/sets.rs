//! Sets of things that are equal (union by the smaller number).

/// Disjoint sets over `0..n`.
#[derive(Debug, Clone)]
pub(crate) struct Sets {
    up: Vec<u32>,
}

impl Sets {
    pub fn new(n: usize) -> Self {
        Self { up: (0..n as u32).collect() }
    }

    pub fn find(&mut self, of: u32) -> u32 {
        let mut root = of;
        while self.up[root as usize] != root {
            root = self.up[root as usize];
        }
        let mut at = of;
        while self.up[at as usize] != root {
            let next = self.up[at as usize];
            self.up[at as usize] = root;
            at = next;
        }
        root
    }

    /// Joins two sets; the smaller number stands for both.
    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.up[a.max(b) as usize] = a.min(b);
    }
}

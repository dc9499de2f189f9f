//! What is to be published of each class: the primary rules, the keyed rounding, and later decisions on top.

use super::{
    model::{Kind, Model, Standing},
    settings::{Draws, Settings},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Published(u32),
    Withheld(Why),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It was never to be published: latent, empty, or withheld by an earlier release.
    Standing,
    /// It, its complement or its rounded value is small.
    Primary,
    /// The keyed draw took it, without need.
    Keyed,
    /// Another count could be worked out from it.
    Secondary,
}

/// All that the steps of a run share and none of them changes.
pub(super) struct Context<'a> {
    pub model: &'a Model,
    pub names: &'a [String],
    pub settings: &'a Settings,
    pub draws: &'a dyn Draws,
}

impl Context<'_> {
    pub fn draw(&self, purpose: &str, class: u32, round: u32) -> u64 {
        let name = &self.names[self.model.canonical[class as usize] as usize];
        self.draws.draw(purpose, name, round)
    }

    /// Whether the promise speaks of the class.
    pub fn in_scope(&self, class: u32) -> bool {
        let left_out = !self.settings.protections.complement && self.model.is_complement[class as usize];
        !left_out && self.model.standing(class) != Standing::Zero
    }

    /// Whether the promise holds for the class because its true count is small.
    pub fn is_small(&self, class: u32) -> bool {
        self.model.truth(class) < self.settings.k && self.in_scope(class)
    }

    /// Whether publishing the class says something of its complements.
    pub fn complements(&self, class: u32) -> &[u32] {
        if self.settings.protections.complement { self.model.complements(class) } else { &[] }
    }

    fn rounded(&self, class: u32, round: u32) -> u32 {
        rounded(self.model.truth(class), self.settings.base, self.draw("round", class, round))
    }

    fn is_withheld_without_need(&self, class: u32) -> bool {
        below(self.draw("withhold", class, 0), 10_000) < self.settings.withhold_share
    }
}

/// A count, rounded up or down to a multiple of `base` as an evenly spread draw says.
pub(super) fn rounded(truth: u32, base: u32, draw: u64) -> u32 {
    let over = truth % base;
    // Up with the probability over/base, so that the expectation is the count.
    let up = below(draw, base) < over;
    if up { truth.saturating_add(base - over) } else { truth - over }
}

/// A draw as a number from 0 to one less than `limit`, evenly spread.
pub(super) fn below(draw: u64, limit: u32) -> u32 {
    ((u128::from(draw) * u128::from(limit)) >> 64) as u32
}

pub(super) struct Plan {
    states: Vec<State>,
    /// How often the rounding of each class was drawn anew.
    redrawn: Vec<u32>,
}

impl Plan {
    /// The primary rules, applied to everything.
    pub fn primary(context: &Context<'_>) -> Self {
        let classes = context.model.classes();
        let mut plan = Self { states: Vec::new(), redrawn: vec![0; classes.len()] };
        plan.states = classes.map(|class| plan.decide(context, class)).collect();
        plan.withhold_parts_of_small(context);
        plan
    }

    fn decide(&self, context: &Context<'_>, class: u32) -> State {
        let (model, k) = (context.model, context.settings.k);
        match model.standing(class) {
            Standing::Candidate { .. } => {}
            Standing::Frozen { published: Some(value), .. } => return State::Published(value),
            _ => return State::Withheld(Why::Standing),
        }
        let small = model.truth(class) < k || context.complements(class).iter().any(|&c| model.truth(c) < k);
        let rounded = context.rounded(class, self.redrawn[class as usize]);
        if small || rounded < context.settings.least_published {
            State::Withheld(Why::Primary)
        } else if context.is_withheld_without_need(class) {
            State::Withheld(Why::Keyed)
        } else {
            State::Published(rounded)
        }
    }

    /// Beside a total that is too small to be published its parts are, too, even where their rounding went up.
    fn withhold_parts_of_small(&mut self, context: &Context<'_>) {
        let model = context.model;
        for relation in model.relations().filter(|&r| model.kind[r as usize] != Kind::AtMost) {
            let whole = model.whole[relation as usize];
            let small = self.state(whole) == State::Withheld(Why::Primary)
                && context.rounded(whole, self.redrawn[whole as usize]) < context.settings.least_published;
            if small {
                for &part in model.parts(relation) {
                    if self.is_movable(context, part) {
                        self.states[part as usize] = State::Withheld(Why::Primary);
                    }
                }
            }
        }
    }

    /// Rounds the given published classes once more. They may fall below what is published.
    pub fn redraw(&mut self, context: &Context<'_>, classes: &[u32]) {
        for &class in classes {
            self.redrawn[class as usize] += 1;
            self.states[class as usize] = self.decide(context, class);
        }
        self.withhold_parts_of_small(context);
    }

    pub fn withhold(&mut self, class: u32) {
        self.states[class as usize] = State::Withheld(Why::Secondary);
    }

    pub fn state(&self, class: u32) -> State {
        self.states[class as usize]
    }

    pub fn is_published(&self, class: u32) -> bool {
        matches!(self.state(class), State::Published(_))
    }

    /// Published by this release, so that it can still be changed.
    pub fn is_movable(&self, context: &Context<'_>, class: u32) -> bool {
        self.is_published(class) && matches!(context.model.standing(class), Standing::Candidate { .. })
    }

    /// What a client knows of a class before any reasoning: the least and the greatest count.
    pub fn told(&self, context: &Context<'_>, class: u32) -> (u32, u32) {
        let (k, reach) = (context.settings.k, context.settings.base - 1);
        if context.model.standing(class) == Standing::Zero {
            return (0, 0);
        }
        let standing = context.model.standing(class);
        let known = matches!(standing, Standing::Frozen { known_at_least_k: true, .. })
            || (context.settings.protections.complement
                && context.model.complemented(class).iter().any(|&part| self.is_published(part)));
        match self.state(class) {
            State::Published(value) => (value.saturating_sub(reach).max(k), value.saturating_add(reach)),
            State::Withheld(_) => (if known { k } else { 0 }, super::bounds::NO_LIMIT),
        }
    }

    /// How many classes are withheld for a reason.
    pub fn count(&self, why: Why) -> usize {
        self.states.iter().filter(|&&state| state == State::Withheld(why)).count()
    }
}

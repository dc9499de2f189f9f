//! scratch
use std::{io::Write, time::Instant};
use palier_attack::{attack::*, life::{Life, SOME}, making::*, system::*, town::*, truth::Truth};
use palier_domain::disclosure::Settings;

fn main() {
    let args: Vec<u64> = std::env::args().skip(1).map(|a| a.parse().expect("number")).collect();
    for seed in args[0]..args[1] {
        let mut rng = fastrand::Rng::with_seed(seed);
        let town = Town::random(&mut rng, &SMALL);
        let life = Life::random(&mut rng, &town, SOME);
        let maker = Maker { town: &town, settings: Settings::default(), key: Key(seed) };
        let start = Instant::now();
        let made = maker.all(&life);
        let making = start.elapsed(); if making.as_secs() >= 1 { for m in &made { writeln!(std::io::stdout(), "   slow {} {:?} {:?}", m.publication.edition, m.protecting, m.report).expect("out"); } }
        for knowledge in [Knowledge::Listed, Knowledge::Sets] {
            let start = Instant::now();
            let editions: Vec<_> = made.iter().map(|m| (m.publication.edition.as_str(), &m.publication.frame)).collect();
            let system = System::of(&editions, knowledge);
            let mut truth = Truth::new(&system);
            for m in &made { for (h, f) in &m.kept { truth.add((&m.publication.edition, &m.publication.frame), town.neighbourhood_of(*h), f); } }
            let truth = truth.finish();
            let pubs: Vec<_> = made.iter().map(|m| &m.publication).collect();
            let prep = start.elapsed();
            let start = Instant::now();
            let out = FULL.run(&system, &pubs, &truth);
            let att = start.elapsed();
            let plain = PLAIN.run(&system, &pubs, &truth);
            let published: usize = pubs.iter().map(|p| p.figures.len()).sum();
            writeln!(std::io::stdout(), "{seed} {knowledge:?} hh {} cells {} rows {} pub {published} make {making:?} prep {prep:?} attack {att:?} small {} lp {:?} viol {} wrong {} plain viol {} wrong {}", town.households.len(), system.cells.len(), system.rows(), out.small, out.programs, out.violations.len(), out.wrong.len(), plain.violations.len(), plain.wrong.len()).expect("out");
            for v in out.violations.iter().take(3) { writeln!(std::io::stdout(), "   V {v:?}").expect("out"); }
            for v in plain.wrong.iter().take(3) { writeln!(std::io::stdout(), "   W {v:?}").expect("out"); }
        }
    }
}

//! The dossier from outside: built from invented piles with small stages of the
//! tests' own, so that what is tested is the dossier and not the reading of pages.

mod aside;
mod build;
mod formats;
mod ids;
mod kill;
mod left_out;
mod lineage;
mod pile;
mod reading;
mod refuse;
mod report;
mod review;
mod said;
mod sql;
mod stages;
mod verify;

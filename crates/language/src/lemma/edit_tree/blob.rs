//! Edit trees as bytes.

use super::{EditTree, EditTreeTable, EditTrees, OnFailure};
use crate::lemma::LemmaError;
use crate::lemma::codec::{Reader, TREES, put_block, put_number};

impl EditTrees {
    /// Reads what [`EditTrees::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the blob is not that.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LemmaError> {
        let mut reader = Reader::new(bytes);
        if reader.take(TREES.len())? != TREES {
            return Err(LemmaError::Format);
        }
        let overwrite = reader.u8()? != 0;
        let on_failure = match reader.u8()? {
            0 => OnFailure::AsWritten,
            _ => OnFailure::LowerCase,
        };
        let top_k = reader.number()?;
        let mut trees = Vec::new();
        for _ in 0..reader.count(3)? {
            trees.push(match reader.u8()? {
                0 => EditTree::Replace(reader.text()?.into(), reader.text()?.into()),
                _ => EditTree::Match {
                    prefix: reader.number()?,
                    suffix: reader.number()?,
                    prefix_tree: reader.number()?.checked_sub(1),
                    suffix_tree: reader.number()?.checked_sub(1),
                },
            });
        }
        let classes = (0..reader.count(1)?).map(|_| reader.number());
        let classes = classes.collect::<Result<_, _>>()?;
        reader.finish()?;
        Self::new(EditTreeTable {
            trees,
            classes,
            top_k,
            on_failure,
            overwrite,
        })
    }

    /// The trees as a blob.
    ///
    /// # Errors
    /// If the blob's parts are larger than 4 GiB.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LemmaError> {
        let table = &self.0;
        let mut out = TREES.to_vec();
        out.push(u8::from(table.overwrite));
        out.push(u8::from(table.on_failure == OnFailure::LowerCase));
        put_number(&mut out, table.top_k as usize)?;
        put_number(&mut out, table.trees.len())?;
        for tree in &table.trees {
            match tree {
                EditTree::Replace(from, to) => {
                    out.push(0);
                    put_block(&mut out, from.as_bytes())?;
                    put_block(&mut out, to.as_bytes())?;
                }
                EditTree::Match {
                    prefix,
                    suffix,
                    prefix_tree,
                    suffix_tree,
                } => {
                    out.push(1);
                    put_number(&mut out, *prefix as usize)?;
                    put_number(&mut out, *suffix as usize)?;
                    // 0 is none.
                    put_number(&mut out, prefix_tree.map_or(0, |tree| tree as usize + 1))?;
                    put_number(&mut out, suffix_tree.map_or(0, |tree| tree as usize + 1))?;
                }
            }
        }
        put_number(&mut out, table.classes.len())?;
        for class in &table.classes {
            put_number(&mut out, *class as usize)?;
        }
        Ok(out)
    }
}

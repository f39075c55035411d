#pragma once

#include "model.h"

namespace esphome::diol {

/// How far from the nearest cluster the features of a fault can lie, in standard deviations: the farthest of the row
/// whose features each are at that end of what a fault makes of them (nothing, or far above the usual) which is the
/// farther from all clusters, and of the rows that differ from it in one feature. No limit may be beyond it.
float reach_of(const Model &model);

/// Below this the clusters and spreads swallow everything: half of what a single feature may count.
constexpr float LEAST_REACH = 4.0f;

/// Halves the spreads of a model whose reach is less until it is not, as far as that helps: readings that were all over
/// the place make clusters that cannot tell, but no model that is refused. Distances grow, and their limits with them.
void extend_reach(Model *model);

}  // namespace esphome::diol

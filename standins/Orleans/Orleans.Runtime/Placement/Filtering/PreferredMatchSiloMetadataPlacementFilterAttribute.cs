using System.Diagnostics.CodeAnalysis;
using Orleans.Placement;

namespace Orleans.Runtime.Placement.Filtering;

/// <summary>Prefers silos whose metadata equal, for as many of the given keys as possible, those of the silo that places the grain.</summary>
/// <param name="orderedMetadataKeys">The keys, the least important first.</param>
/// <param name="minCandidates">How many silos shall pass at least; keys are dropped from the front until they do.</param>
/// <param name="order">The place of this filter among the filters of the class.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
[Experimental("ORLEANSEXP004")]
public class PreferredMatchSiloMetadataPlacementFilterAttribute(string[] orderedMetadataKeys, int minCandidates = 2, int order = 0)
    : PlacementFilterAttribute(new PreferredMatchSiloMetadataPlacementFilterStrategy(orderedMetadataKeys, minCandidates, order));

namespace Orleans.Runtime.Placement;

/// <summary>Carries out a placement strategy.</summary>
public interface IPlacementDirector
{
    /// <summary>The request context key under which a caller can name the silo it would like.</summary>
    const string PlacementHintKey = nameof(PlacementHintKey);

    /// <summary>Returns the silo on which to make an activation.</summary>
    Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context);

    /// <summary>Returns the silo that the caller would like if it is a compatible one, else null.</summary>
    static SiloAddress? GetPlacementHint(Dictionary<string, object> requestContextData, SiloAddress[] compatibleSilos)
        => requestContextData is not null
            && requestContextData.TryGetValue(PlacementHintKey, out var value)
            && value is SiloAddress hint
            && compatibleSilos.Contains(hint)
            ? hint
            : null;
}

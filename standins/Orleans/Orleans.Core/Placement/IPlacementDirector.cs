namespace Orleans.Runtime.Placement;

/// <summary>Carries out a placement strategy.</summary>
public interface IPlacementDirector
{
    /// <summary>The request context key under which a caller can name the silo it would like.</summary>
    const string PlacementHintKey = nameof(PlacementHintKey);

    Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context);

    static SiloAddress? GetPlacementHint(Dictionary<string, object> requestContextData, SiloAddress[] compatibleSilos)
        => requestContextData is not null
            && requestContextData.TryGetValue(PlacementHintKey, out var value)
            && value is SiloAddress hint
            && compatibleSilos.Contains(hint)
            ? hint
            : null;
}

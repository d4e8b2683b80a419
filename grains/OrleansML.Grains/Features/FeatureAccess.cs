namespace OrleansML.Grains.Features;

/// <summary>Keeps clients from grains that give out private values as they are.</summary>
internal static class FeatureAccess
{
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: the call comes from a client.</exception>
    public static Task Invoke(IIncomingGrainCallContext context) => context.SourceId is { } caller && caller.IsClient()
        ? throw new OrleansMLException(
            ErrorCode.InvalidRequest, "The features of an entity are read and ingested through IFeatureServiceGrain; this grain answers silos only.")
        : context.Invoke();
}

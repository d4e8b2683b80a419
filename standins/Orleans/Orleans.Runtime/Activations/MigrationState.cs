namespace Orleans.Runtime.Activations;

/// <summary>Where an activation moves to.</summary>
/// <param name="RequestContext">The request context that holds the placement hint.</param>
internal sealed record MigrationState(Dictionary<string, object>? RequestContext);

namespace Orleans.Runtime.Activations;

/// <summary>That an activation shall move rather than just end.</summary>
/// <param name="RequestContext">The request context that holds the placement hint.</param>
internal sealed record MigrationState(Dictionary<string, object>? RequestContext);

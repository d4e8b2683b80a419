namespace Orleans.Runtime.Activations;

/// <summary>How the extension for one interface is created; registered as a service keyed by the interface.</summary>
/// <param name="Create">Creates the extension of an activation.</param>
internal sealed record GrainExtensionRegistration(Func<IGrainContext, object> Create);

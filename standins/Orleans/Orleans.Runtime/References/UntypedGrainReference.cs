namespace Orleans.Runtime.References;

/// <summary>A reference to a grain without an interface: it can be stored, compared and cast, but not called.</summary>
internal sealed class UntypedGrainReference(GrainReferenceShared shared, IdSpan key) : GrainReference(shared, key);

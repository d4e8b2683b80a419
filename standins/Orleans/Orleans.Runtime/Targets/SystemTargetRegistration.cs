namespace Orleans.Runtime.Targets;

/// <summary>A part of the runtime that other silos call, registered as a service.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Target">Its object.</param>
internal sealed record SystemTargetRegistration(GrainId Id, ISystemTarget Target);

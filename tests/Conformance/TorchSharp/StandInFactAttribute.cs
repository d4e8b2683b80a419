namespace OrleansML.Conformance.TorchSharp;

/// <summary>A promise of the stand-in beyond the official package, or one with the random numbers of its own libtorch.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute() => Skip = Engine.IsStandIn ? null : "The official package does not promise this.";
}

namespace OrleansML.Conformance.TorchSharp;

/// <summary>A test that is skipped, with the reason, where the native library does not load.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute() => Skip = Engine.MissingBecause;
}

namespace OrleansML.Conformance.TorchSharp;

/// <summary>A theory that is skipped, with the reason, where the native library does not load.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TorchTheoryAttribute : TheoryAttribute
{
    public TorchTheoryAttribute() => Skip = Engine.MissingBecause;
}

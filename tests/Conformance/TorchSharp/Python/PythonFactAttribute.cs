namespace OrleansML.Conformance.TorchSharp.Python;

/// <summary>A test that is skipped, with the reason, where there is no PyTorch for Python to compare with.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute() => Skip = Engine.MissingBecause ?? PythonTorch.MissingBecause;
}

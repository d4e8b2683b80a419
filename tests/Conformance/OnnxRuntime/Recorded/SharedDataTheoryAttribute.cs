namespace OrleansML.Conformance.OnnxRuntime.Recorded;

/// <summary>A theory that is skipped, with the reason, where a shared file is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute(params string[] path)
    {
        if (!SharedData.Exists(path))
            Skip = $"../shared/data/{string.Join('/', path)} is not there.";
    }
}

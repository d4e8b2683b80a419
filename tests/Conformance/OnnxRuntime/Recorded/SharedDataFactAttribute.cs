namespace OrleansML.Conformance.OnnxRuntime.Recorded;

/// <summary>A test that is skipped, with the reason, where a shared file is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(params string[] path)
    {
        if (!SharedData.Exists(path))
            Skip = $"../shared/data/{string.Join('/', path)} is not there.";
    }
}

using Xunit;

namespace OrleansML.Testing;

/// <summary>A test that needs the real data and says so where it is missing.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute() => Skip = SharedData.Root is null ? SharedData.MissingReason : null;
}

using Xunit;

namespace OrleansML.Testing;

/// <summary>A parameterised test that needs the real data and says so where it is missing.</summary>
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = SharedData.Root is null ? SharedData.MissingReason : null;
}

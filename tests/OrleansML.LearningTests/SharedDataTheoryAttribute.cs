using Xunit;

namespace OrleansML.LearningTests;

/// <summary>A parameterised test that needs the real data and says so where it is missing.</summary>
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = SharedData.Root is null ? SharedData.MissingReason : null;
}

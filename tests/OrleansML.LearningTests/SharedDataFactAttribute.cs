using Xunit;

namespace OrleansML.LearningTests;

/// <summary>A test that needs the real data and says so where it is missing.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute() => Skip = SharedData.Root is null ? SharedData.MissingReason : null;
}

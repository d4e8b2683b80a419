using OrleansML.Learning.Features;
using OrleansML.Learning.Preprocessing;
using OrleansML.Learning.Training;
using Xunit;

namespace OrleansML.LearningTests;

public sealed class LearningReadmeTests
{
    private static readonly string[] Examples =
    [
        .. File.ReadAllText(Repository.PathOf("grains", "OrleansML.Learning", "README.md"))
            .Split("```yaml\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]),
    ];

    [Fact]
    public void Examples_AreRead()
    {
        Assert.Equal(3, Examples.Length);
        Assert.Equal("card_activity", FeatureViewReader.Read(Examples[0]).Name);
        Assert.Equal(4, PreprocessingPlan.Read(Examples[1]).Inputs[0].Width);
        Assert.Equal("fare", TrainingDefinitionReader.Read(Examples[2]).Model);
    }
}

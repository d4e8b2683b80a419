using OrleansML.Learning.Pipelines;
using Xunit;

namespace OrleansML.LearningTests.Pipelines;

public sealed class PipelinesReadmeTests
{
    [Fact]
    public void Example_IsReadWithTheValuesThatItShows()
    {
        var example = File.ReadAllText(Repository.PathOf("grains", "OrleansML.Learning", "Pipelines", "README.md")).Split("```yaml\n")[1].Split("```")[0];

        var definition = PipelineDefinitionReader.Read(example);

        Assert.Equal(("nightly_scoring", OverlapPolicy.Skip, new CatchUpPolicy(), true, TimeSpan.FromHours(8)), (definition.Name, definition.Overlap, definition.CatchUp, definition.PauseOnFailure, definition.Timeout));
        Assert.Equal(["history", "labelled", "train", "gate", "deploy", "score", "load", "announce", "archive"], definition.Steps.Select(step => step.Name));
        Assert.Equal(Enum.GetValues<StepKind>(), definition.Steps.Select(step => step.Work.Kind));
        var nightly = Assert.IsType<CronTrigger>(definition.Triggers[0]);
        Assert.Equal(new DateTimeOffset(2026, 3, 28, 1, 0, 0, TimeSpan.Zero), nightly.Next(new DateTimeOffset(2026, 3, 27, 12, 0, 0, TimeSpan.Zero)));
        Assert.Equal(new IntervalTrigger("every_six_hours", TimeSpan.FromHours(6), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), definition.Triggers[1]);
        Assert.Equal(new NewRowsTrigger("enough_rows", "payments", 100_000, TimeSpan.FromMinutes(5)), definition.Triggers[2]);
        Assert.Equal(new AlarmTrigger("drifted", "churn", "drift"), definition.Triggers[3]);
    }
}

using OrleansML.Grains.Scoring;

namespace OrleansML.UnitTests.Scoring;

public sealed class ScoringOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_AreAllowed() => Assert.True(new ScoringOptionsValidator().Validate(null, new ScoringOptions()).Succeeded);

    [Fact]
    public void Validate_EveryOptionOutOfRange_NamesAllWithTheirRanges()
    {
        var options = new ScoringOptions
        {
            WorkersPerSilo = 0,
            WorkerTimeout = TimeSpan.FromMilliseconds(999),
            Period = TimeSpan.FromSeconds(11),
            Niceness = 20,
            ResumableFor = TimeSpan.FromSeconds(59),
        };

        var result = new ScoringOptionsValidator().Validate(null, options);

        Assert.Equal(
            [
                "OrleansML:Scoring:WorkersPerSilo is 0; 1 to 256 is allowed.",
                "OrleansML:Scoring:WorkerTimeout is 00:00:00.9990000; 00:00:01 to 00:10:00 is allowed.",
                "OrleansML:Scoring:Period is 00:00:11; 00:00:00.0100000 to 00:00:10 is allowed.",
                "OrleansML:Scoring:Niceness is 20; 0 to 19 is allowed.",
                "OrleansML:Scoring:ResumableFor is 00:00:59; 00:01:00 to 365.00:00:00 is allowed.",
            ],
            result.Failures);
    }
}

using OrleansML.Grains.Training;

namespace OrleansML.UnitTests.Training;

public sealed class TrainingOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_AreAllowed() => Assert.True(new TrainingOptionsValidator().Validate(null, new TrainingOptions()).Succeeded);

    [Fact]
    public void Validate_KeepingAndMemoryOutOfRange_NamesBothWithTheirRanges()
    {
        var options = new TrainingOptions { ResumableFor = TimeSpan.FromSeconds(59), MemoryBudgetBytes = 1_048_575 };

        var result = new TrainingOptionsValidator().Validate(null, options);

        Assert.Equal(
            [
                "OrleansML:Training:ResumableFor is 00:00:59; 00:01:00 to 365.00:00:00 is allowed.",
                "OrleansML:Training:MemoryBudgetBytes is 1048575; 0, or 1048576 and more, is allowed.",
            ],
            result.Failures);
    }
}

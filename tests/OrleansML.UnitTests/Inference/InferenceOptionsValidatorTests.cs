using OrleansML.Inference;

namespace OrleansML.UnitTests.Inference;

public sealed class InferenceOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_Succeeds() => Assert.True(new InferenceOptionsValidator().Validate(null, new InferenceOptions()).Succeeded);

    [Fact]
    public void Validate_EverythingWrong_ReportsEveryOption()
    {
        var options = new InferenceOptions
        {
            MemoryBudgetBytes = 5,
            DeviceThreads = -1,
            ThreadsPerRun = 0,
            QueueCapacity = 0,
            DefaultTimeout = TimeSpan.Zero,
            DefaultBatchRows = 100_000,
        };

        Assert.Equal(
            [
                "OrleansML:Inference:MemoryBudgetBytes is 5; it must be 0 or at least 1048576.",
                "OrleansML:Inference:DeviceThreads is -1; it must lie between 0 and 256.",
                "OrleansML:Inference:ThreadsPerRun is 0; it must lie between 1 and 256.",
                "OrleansML:Inference:QueueCapacity is 0; it must lie between 1 and 1000000.",
                "OrleansML:Inference:DefaultTimeout is 00:00:00; it must lie between 00:00:00.001 and 00:10:00.",
                "OrleansML:Inference:DefaultBatchRows is 100000; it must lie between 1 and 65536.",
            ],
            new InferenceOptionsValidator().Validate(null, options).Failures);
    }
}

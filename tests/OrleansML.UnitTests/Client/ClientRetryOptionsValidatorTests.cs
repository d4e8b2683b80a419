using OrleansML.Client;

namespace OrleansML.UnitTests.Client;

public sealed class ClientRetryOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_Succeeds() =>
        Assert.True(new ClientRetryOptionsValidator().Validate(null, new ClientRetryOptions()).Succeeded);

    [Fact]
    public void Validate_EverythingWrong_ReportsEachOptionWithValueAndRange()
    {
        var options = new ClientRetryOptions
        {
            Deadline = TimeSpan.FromHours(2),
            AttemptTimeout = TimeSpan.FromHours(3),
            LongDeadline = TimeSpan.FromMinutes(1),
            MaximumAttempts = 0,
            BaseDelay = TimeSpan.Zero,
            MaximumDelay = TimeSpan.FromHours(1),
            BreakDuration = TimeSpan.FromSeconds(-1),
            MaximumBreakDuration = TimeSpan.FromHours(1),
        };

        var result = new ClientRetryOptionsValidator().Validate(null, options);

        Assert.Equal(
            [
                "OrleansML:Client:Retry:Deadline is 02:00:00; it must lie between 00:00:00.0100000 and 01:00:00.",
                "OrleansML:Client:Retry:AttemptTimeout is 03:00:00; it must lie between 00:00:00.0100000 and 02:00:00 (Deadline).",
                "OrleansML:Client:Retry:LongDeadline is 00:01:00; it must lie between 02:00:00 and 1.00:00:00.",
                "OrleansML:Client:Retry:MaximumAttempts is 0; it must lie between 1 and 10000.",
                "OrleansML:Client:Retry:BaseDelay is 00:00:00; it must lie between 00:00:00.0010000 and 00:01:00.",
                "OrleansML:Client:Retry:MaximumDelay is 01:00:00; it must lie between 00:00:00 and 00:05:00.",
                "OrleansML:Client:Retry:BreakDuration is -00:00:01; it must lie between 00:00:00 and 00:01:00.",
                "OrleansML:Client:Retry:MaximumBreakDuration is 01:00:00; it must lie between -00:00:01 and 00:10:00.",
            ],
            result.Failures);
    }
}

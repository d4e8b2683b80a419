using OrleansML.Client;

namespace OrleansML.CliTests.Silo;

public sealed class ClusterConnectionValidatorTests
{
    [Fact]
    public void Validate_Defaults_Succeeds()
    {
        Assert.True(new ClusterConnectionValidator().Validate(null, new ClusterConnectionOptions()).Succeeded);
    }

    [Fact]
    public void Validate_EverythingWrong_ReportsEachOptionWithValueAndRange()
    {
        var options = new ClusterConnectionOptions { Redis = "password=secret", ClusterId = "", ServiceId = " " };
        options.FailureDetection.ProbePeriod = TimeSpan.FromMilliseconds(100);
        options.FailureDetection.MissedProbes = 0;
        options.FailureDetection.Votes = 101;
        options.FailureDetection.TableRefreshPeriod = TimeSpan.FromHours(1);
        options.FailureDetection.GatewayRefreshPeriod = TimeSpan.Zero;

        var result = new ClusterConnectionValidator().Validate(null, options);

        Assert.Equal(
            [
                "OrleansML:Cluster:Redis is not a StackExchange.Redis connection string, such as 127.0.0.1:6379,password=...: it names no server.",
                "OrleansML:Cluster:ClusterId is ''; it must not be blank.",
                "OrleansML:Cluster:ServiceId is ' '; it must not be blank.",
                "OrleansML:Cluster:FailureDetection:ProbePeriod is '00:00:00.1000000'; it must lie between 00:00:00.2 and 00:01:00.",
                "OrleansML:Cluster:FailureDetection:MissedProbes is '0'; it must lie between 1 and 100.",
                "OrleansML:Cluster:FailureDetection:Votes is '101'; it must lie between 1 and 100.",
                "OrleansML:Cluster:FailureDetection:TableRefreshPeriod is '01:00:00'; it must lie between 00:00:01 and 00:10:00.",
                "OrleansML:Cluster:FailureDetection:GatewayRefreshPeriod is '00:00:00'; it must lie between 00:00:00.2 and 00:10:00.",
            ],
            result.Failures);
    }
}

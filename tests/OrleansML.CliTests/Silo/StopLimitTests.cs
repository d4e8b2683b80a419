using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansML.Silo.Processes;

namespace OrleansML.CliTests.Silo;

public sealed class StopLimitTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly StringWriter _error = new();
    private readonly List<int> _exitCodes = [];
    private readonly FakeTimeProvider _time = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Stopping_LongerThanAllowed_EndsWith1AndSaysWhichOption()
    {
        using var limit = await StartAsync();
        _lifetime.StopApplication();

        _time.Advance(TimeSpan.FromSeconds(34.9));
        Assert.Empty(_exitCodes);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal([1], _exitCodes);
        Assert.Equal(
            "The process was told to stop and did not manage to within 35 s (OrleansML:Process:StopTimeout); it ends now. "
            + $"Grains that it held are activated elsewhere when they are called.{Environment.NewLine}",
            _error.ToString());
    }

    [Fact]
    public async Task Stopping_DoneInTime_EndsNothing()
    {
        using (await StartAsync())
        {
            _lifetime.StopApplication();
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(_exitCodes);
    }

    [Fact]
    public async Task NotStopping_HasNoLimit()
    {
        using var limit = await StartAsync();

        _time.Advance(TimeSpan.FromDays(1));

        Assert.Empty(_exitCodes);
    }

    private async Task<StopLimit> StartAsync()
    {
        var options = Options.Create(new ProcessOptions { StopTimeout = TimeSpan.FromSeconds(30) });
        var limit = new StopLimit(_lifetime, new ProcessEnd(_services, _error, _exitCodes.Add), options, _time);
        await limit.StartAsync(CancellationToken.None);
        return limit;
    }
}

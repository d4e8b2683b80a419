using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace OrleansML.Conformance.Calls;

public sealed class TimeoutGrain(IOptions<SiloMessagingOptions> options) : Grain, ITimeoutGrain
{
    private string Key => this.GetPrimaryKeyString();

    public Task HangBriefly() => HangAsync();

    public Task Hang() => HangAsync();

    public Task HangLong() => HangAsync();

    public Task<TimeSpan> GetSiloResponseTimeout() => Task.FromResult(options.Value.ResponseTimeout);

    public Task Ping() => Task.CompletedTask;

    public async Task<string> HangInAnother(ITimeoutGrain other)
    {
        try
        {
            await other.HangBriefly();
            return "answered";
        }
        catch (TimeoutException)
        {
            return "timed out";
        }
    }

    private async Task HangAsync()
    {
        await Gate.PassAsync(Key);
        Journal.Write(Key, "finished");
    }
}

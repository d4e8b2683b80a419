using System.Diagnostics;
using OrleansML.Data.Sources;
using Xunit;

namespace OrleansML.DataTests.Sources;

/// <summary>What holds for every kind of source that a server stands behind.</summary>
public abstract class ServedSourceComplianceTests : SourceComplianceTests
{
    public const string PlantedSecret = "Tr0ub4dor;&3 %/x";

    protected static readonly TimeSpan LongTimeout = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Take_ServerNeverAnswers_TimesOut()
    {
        await DeliverAsync(new Payment("c1", 1, Payment.Noon, "p1"));
        await HangAsync(ShortTimeout);
        var started = Stopwatch.GetTimestamp();

        Assert.Equal(SourceFailure.TimedOut, (await FailureAsync()).Failure);
        // Far above the timeout: what is excluded is that it waits for the server.
        Assert.InRange(Stopwatch.GetElapsedTime(started), ShortTimeout - TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Take_Cancelled_ReturnsBeforeTheTimeout()
    {
        await HangAsync(LongTimeout);
        using var cancellation = new CancellationTokenSource();
        var taking = TakeAsync("c1", cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
    }

    [Fact]
    public async Task Take_ServerStoppedAndStarted_AnswersAgain()
    {
        await DeliverAsync(new Payment("c1", 1, Payment.Noon, "p1"));
        await TakeAsync("c1");

        await StopAsync();
        Assert.Equal(SourceFailure.Unreachable, (await FailureAsync()).Failure);
        await StartAsync();
        await DeliverAsync(new Payment("c1", 2, Payment.Noon + 1, "p2"));

        Assert.Equal("p2", (await TakeAsync("c1")).Events[^1].Id);
    }

    [Fact]
    public async Task Take_CredentialsChanged_IsRefusedUntilTheSecretIs()
    {
        await DeliverAsync(new Payment("c1", 1, Payment.Noon, "p1"));
        var other = PlantedSecret + "2";
        await SetServerSecretAsync(other);
        Assert.Equal(SourceFailure.Refused, (await FailureAsync()).Failure);

        Secrets["SOURCE"] = other;
        Assert.Equal("p1", Assert.Single((await TakeAsync("c1")).Events).Id);
    }

    [Fact]
    public async Task Take_WhateverFails_TellsNoSecret()
    {
        await DeliverAsync(new Payment("c1", 1, Payment.Noon, "p1", PlantedPin));
        var texts = new List<string>();
        texts.AddRange((await TakeAsync("c1")).Refusals);
        await SetServerSecretAsync("another");
        texts.Add((await FailureAsync()).ToString());
        await SetServerSecretAsync(PlantedSecret);
        await HangAsync(ShortTimeout);
        texts.Add((await FailureAsync()).ToString());
        await StopAsync();
        texts.Add((await FailureAsync()).ToString());

        Assert.Equal(4, texts.Count);
        Assert.All(texts, text =>
        {
            Assert.DoesNotContain(PlantedSecret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.EscapeDataString(PlantedSecret), text, StringComparison.Ordinal);
            Assert.DoesNotContain("Tr0ub4dor", text, StringComparison.Ordinal);
            Assert.DoesNotContain("918273645", text, StringComparison.Ordinal);
        });
    }

    /// <summary>What the source asks for its secrets; <c>SOURCE</c> is the one that it sends.</summary>
    private protected KnownSecrets Secrets { get; } = new() { ["SOURCE"] = PlantedSecret };

    /// <summary>Makes the server accept connections and answer nothing, and the source wait for it that long.</summary>
    protected abstract Task HangAsync(TimeSpan timeout);

    /// <summary>Ends the server.</summary>
    protected abstract Task StopAsync();

    /// <summary>Starts it again after <see cref="StopAsync"/>.</summary>
    protected abstract Task StartAsync();

    /// <summary>Changes the secret that the server accepts; those who are connected must show it again.</summary>
    protected abstract Task SetServerSecretAsync(string secret);

    private async Task<SourceException> FailureAsync() => await Assert.ThrowsAsync<SourceException>(() => TakeAsync("c1"));
}

using System.Text.Json;
using OrleansML.Testing;
using OrleansML.Testing.Processes;
using OrleansML.Testing.Servers;

namespace OrleansML.ProcessTests.Features;

/// <summary>Changes of a table come into a view by themselves, and go on where they were after the process was killed.</summary>
public sealed class FeatureChangesTests
{
    private const int Accounts = 50;
    private const string Password = "changes-password";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Changes_OfATable_ComeByThemselvesAndGoOnAfterKill()
    {
        using var directory = new TemporaryDirectory();
        await using var postgres = await PostgresServer.StartAsync(Password);
        await postgres.ExecuteAsync("create table account (card text primary key, amount bigint not null, updated_at timestamptz not null default now())");
        await postgres.ExecuteAsync($"insert into account select 'c' || n, n from generate_series(1, {Accounts}) n");
        await using (var platform = await StartAsync(directory))
        {
            await ApplyAsync(platform, directory, postgres);
            await Eventually.HoldsAsync(async () => await AmountAsync(platform, "c50") == 50, "the last account is known", Long);
            await postgres.ExecuteAsync("update account set amount = 1001, updated_at = now() where card = 'c1'");
            await Eventually.HoldsAsync(async () => await AmountAsync(platform, "c1") == 1001, "the change is known", Long);
            await platform.SignalAsync("KILL");
            await platform.WaitForExitAsync();
        }

        await postgres.ExecuteAsync("update account set amount = 1002, updated_at = now() where card = 'c2'");
        await using var again = await StartAsync(directory);
        await Eventually.HoldsAsync(async () => await AmountAsync(again, "c2") == 1002, "the change that happened meanwhile is known", Long);
        JsonElement feed = default;
        await Eventually.HoldsAsync(
            async () => (feed = (await again.RunAsync("feature", "feed", "balances", "accounts", "--json")).Json).GetProperty("accepted").GetInt32() >= Accounts + 2,
            "both changes came by themselves",
            Long);

        Assert.Equal(1001, await AmountAsync(again, "c1"));
        Assert.Equal("Running", feed.GetProperty("phase").GetString());
        Assert.InRange(feed.GetProperty("accepted").GetInt32(), Accounts + 2, Accounts + 20);
        Assert.Equal(0, feed.GetProperty("rejected").GetInt32());
    }

    private static Task<PlatformProcess> StartAsync(TemporaryDirectory directory)
    {
        var ports = FreePorts.Take(2);
        return PlatformProcess.StartAsync(
            new PlatformStart
            {
                Arguments = ["--role", "all", "--data", directory.File("data"), "--port", "0", "--silo-port", $"{ports[0]}", "--gateway-port", $"{ports[1]}"],
                Environment = new Dictionary<string, string> { ["ORLEANSML_SECRET_CHANGES_DB"] = Password },
            },
            ports);
    }

    private static async Task ApplyAsync(PlatformProcess platform, TemporaryDirectory directory, PostgresServer postgres)
    {
        await File.WriteAllTextAsync(directory.File("view.yaml"), $$"""
            name: balances
            entity: { card: string }
            sources:
              accounts:
                kind: postgresql
                mode: ahead
                interval: 500ms
                timeout: 20s
                connection: {{postgres.Address}};Password=${secret:CHANGES_DB}
                query: select amount, updated_at from account where card = @card
                changes: select card, amount, updated_at from account where updated_at >= @watermark order by updated_at limit @limit
                watermark: updated_at
                event_time: updated_at
                fields:
                  amount: { type: long }
            durability: { mode: write_through }
            """);
        var applied = await platform.RunAsync("feature", "apply", "-f", directory.File("view.yaml"));
        Assert.True(applied.ExitCode == 0, applied.Error);
    }

    // A read may ask the database itself, so the count of what came by itself is looked at first.
    private static async Task<long?> AmountAsync(PlatformProcess platform, string card)
    {
        var feed = await platform.RunAsync("feature", "feed", "balances", "accounts", "--json");
        if (feed.ExitCode != 0 || feed.Json.GetProperty("accepted").GetInt32() < Accounts)
            return null;

        var read = await platform.RunAsync("feature", "get", "balances", card, "--json");
        var amount = read.ExitCode == 0 ? read.Json.GetProperty("vectors")[0].GetProperty("features").GetProperty("amount") : default;
        return amount.ValueKind is JsonValueKind.Object && amount.GetProperty("value").ValueKind is JsonValueKind.Number ? amount.GetProperty("value").GetInt64() : null;
    }
}

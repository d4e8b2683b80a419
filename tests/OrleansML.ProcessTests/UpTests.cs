using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests;

public sealed class UpTests(SampleModel sample) : IClassFixture<SampleModel>
{
    [Fact]
    public async Task Up_PushedModel_AnswersCommandAndHttpAlike()
    {
        using var directory = new TemporaryDirectory();
        await using var platform = await PlatformProcess.StartAsync(directory.Path);

        var pushed = await platform.RunAsync("model", "push", sample.Path, "--name", "fraud", "--json");
        var byCommand = await Scores.ByCommandAsync(platform, sample);
        var byHttp = await Scores.ByHttpAsync(platform, sample);

        Assert.Equal(1, pushed.Json.GetProperty("version").GetInt32());
        Assert.Equal(20, byCommand.Length);
        Assert.All(byCommand.Zip(byHttp), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public async Task Up_Quickstart_EverythingHolds()
    {
        using var directory = new TemporaryDirectory();
        await using var platform = await PlatformProcess.StartAsync(directory.Path);

        var result = await platform.RunAsync(
            "quickstart", "--json", "--connect", $"127.0.0.1:{platform.GatewayPort}", "--directory", directory.File("quickstart"));

        Assert.Equal(6, result.Json.GetProperty("checks").GetArrayLength());
        Assert.All(result.Json.GetProperty("checks").EnumerateArray(), check =>
            Assert.True(check.GetProperty("passed").GetBoolean(), check.ToString()));
        Assert.Equal(["HTTP JSON", "HTTP binary", "typed client"], result.Json.GetProperty("ways").EnumerateArray().Select(way =>
            way.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Up_TakenPort_NamesPortAndOptionAndExitsWith1()
    {
        using var directory = new TemporaryDirectory();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var result = await Binary.RunAsync("up", "--role", "silo", "--data", directory.Path, "--silo-port", port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            $"Port {port} of 127.0.0.1 is taken by another process: stop that process, or set OrleansML:Silo:SiloPort (--silo-port) to a free port.",
            result.Error);
        Assert.DoesNotContain("   at ", result.Error);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Up_DataDirectoryCannotBeWritten_NamesItAndExitsWith1()
    {
        using var directory = new TemporaryDirectory();
        var data = directory.Unusable("data");
        var ports = FreePorts.Take(2);

        var result =
            await Binary.RunAsync("up", "--role", "silo", "--data", data, "--silo-port", $"{ports[0]}", "--gateway-port", $"{ports[1]}");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"Data directory '{data}' cannot be written (", result.Error);
        Assert.DoesNotContain("\n", result.Error);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Up_Signal_StopsInOrderAndExitsWith0(string signal)
    {
        using var directory = new TemporaryDirectory();
        await using var platform = await PlatformProcess.StartAsync(directory.Path);

        await platform.SignalAsync(signal);

        Assert.Equal(0, await platform.WaitForExitAsync());
    }

    [Fact]
    public async Task Up_KilledAfterPush_ServesTheSameModelAgain()
    {
        using var directory = new TemporaryDirectory();
        double[] before;
        await using (var first = await PlatformProcess.StartAsync(directory.Path))
        {
            var pushed = await first.RunAsync("model", "push", sample.Path, "--name", "fraud", "--json");
            Assert.Equal(0, pushed.ExitCode);
            before = await Scores.ByHttpAsync(first, sample);
            await first.SignalAsync("KILL");
            await first.WaitForExitAsync();
        }

        await using var second = await PlatformProcess.StartAsync(directory.Path);
        var after = await Scores.ByHttpAsync(second, sample);
        var listed = await second.RunAsync("model", "show", "fraud", "--json");

        Assert.Equal(before, after);
        Assert.Equal(1, listed.Json.GetProperty("model").GetProperty("champion").GetInt32());
    }
}

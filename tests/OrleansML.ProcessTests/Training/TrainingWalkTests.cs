using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Training;

/// <summary>The way a new user goes: rows and a definition become a version that answers over HTTP.</summary>
public sealed class TrainingWalkTests
{
    [Fact]
    public async Task TrainStart_RowsOfALine_TheNewVersionAnswersOverHttp()
    {
        using var directory = new TemporaryDirectory();
        var definition = TrainingLine.Write(directory);
        await using var platform = await PlatformProcess.StartAsync(directory.File("data"));
        using var http = new HttpClient { BaseAddress = platform.Url };

        var trained = await platform.RunAsync("train", "start", "-f", definition, "--run", "line-1", "--wait", "--json");
        var again = await platform.RunAsync("train", "start", "-f", definition, "--run", "line-1", "--json");
        var listed = await platform.RunAsync("train", "list", "--json");
        var gate = await platform.RunAsync("train", "gate", "line-1", "--json");
        var record = await http.GetByteArrayAsync("/api/v1/training/runs/line-1/gate");
        using var response = await http.PostAsync(
            $"/api/v1/models/{TrainingLine.Model}:predict",
            JsonContent.Create(new { fields = new object[] { new { a = 0.5, b = -0.5, kind = "x" }, new { a = -0.5, b = 0.5, kind = "z" } } }));

        var outcome = trained.Json.GetProperty("outcome");
        Assert.True(outcome.GetProperty("passed").GetBoolean(), outcome.ToString());
        Assert.Equal(1, outcome.GetProperty("version").GetInt32());
        Assert.All(trained.Json.GetProperty("epochs").EnumerateArray(), static epoch => Assert.True(epoch.GetProperty("eachRowOnce").GetBoolean()));

        // Which states are seen on the way depends on when they are looked at; the first is that of the answer to the start.
        Assert.StartsWith("Training run 'line-1' of model 'line'\nPlanned", trained.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal("Completed", again.Json.GetProperty("state").GetString());
        Assert.Equal("line-1", Assert.Single(listed.Json.GetProperty("runs").EnumerateArray()).GetProperty("run").GetString());
        Assert.Equal("line-1", gate.Json.GetProperty("run").GetString());
        Assert.Equal(outcome.GetProperty("gateRecord").GetString(), Convert.ToHexStringLower(SHA256.HashData(record)));
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        Assert.Equal("1", answer.GetProperty("model_version").GetString());

        // 3 * 0.5 + 2 * 0.5 + 5, and -3 * 0.5 - 2 * 0.5 + 5.
        double[] expected = [7.5, 2.5];
        Assert.All(
            expected.Zip(answer.GetProperty("outputs")[0].GetProperty("data").EnumerateArray()),
            static pair => Assert.Equal(pair.First, pair.Second.GetDouble(), 0.3));
    }

    [Fact]
    public async Task TrainStart_SiloWithoutLibtorch_FailsWithWhatToDoAndTheSiloServesOn()
    {
        using var directory = new TemporaryDirectory();
        var definition = TrainingLine.Write(directory);
        var ports = FreePorts.Take(2);
        var start = new PlatformStart
        {
            Arguments =
            [
                "--data", directory.File("data"), "--port", "0", "--silo-port", Text(ports[0]), "--gateway-port", Text(ports[1]),
            ],
            Executable = LinkProgramWithoutLibtorch(directory.File("program")),
        };
        await using var platform = await PlatformProcess.StartAsync(start, ports);

        var trained = await platform.RunAsync("train", "start", "-f", definition, "--run", "line-1", "--wait", "--json");
        var models = await platform.RunAsync("model", "list", "--json");

        Assert.Equal(1, trained.ExitCode);
        using var run = JsonDocument.Parse(trained.Output);
        Assert.Equal("Failed", run.RootElement.GetProperty("state").GetString());
        var reason = run.RootElement.GetProperty("reason").GetString();
        Assert.StartsWith("libtorch could not be loaded on a silo of the run's pool: ", reason, StringComparison.Ordinal);
        Assert.EndsWith("Run 'deploy/setup.sh --with-torch' there, restart the silo, and resume the run.", reason, StringComparison.Ordinal);
        Assert.Empty(models.Json.GetProperty("models").EnumerateArray());
    }

    // Links take no room. The files by which the program finds its folder are copies: a link would lead to the folder of the original.
    private static string LinkProgramWithoutLibtorch(string folder)
    {
        var original = new FileInfo(Binary.Path);
        foreach (var file in original.Directory!.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (file.Name.StartsWith("lib", StringComparison.Ordinal) && file.Name.Contains("torch", StringComparison.OrdinalIgnoreCase))
                continue;

            var path = Path.Combine(folder, Path.GetRelativePath(original.Directory.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (Path.GetFileNameWithoutExtension(file.Name).Split('.')[0] == original.Name)
                file.CopyTo(path);
            else
                File.CreateSymbolicLink(path, file.FullName);
        }

        return Path.Combine(folder, original.Name);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}

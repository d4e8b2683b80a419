using System.Net;
using System.Text;
using System.Text.Json;
using OrleansML.Testing;

namespace OrleansML.CliTests.Pipelines;

public sealed class PipelineDefinitionVerbTests : IDisposable
{
    private const string Scoring = "{ model: m, input: { path: /in.csv }, key: [id], output: { path: /out } }";

    private static readonly string Put = $"PUT /api/v1/pipelines/nightly?actor={Uri.EscapeDataString(Environment.UserName)}&dryRun=";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task PipelineApply_FileBesideIt_SendsItsTextAndEveryOtherCharacter()
    {
        var gateway = new FakeGateway().Answer($"{Put}false", """{"pipeline": "nightly", "revision": 4, "changes": ["Step 'score' changed."]}""");
        File.WriteAllText(_directory.File("score.yaml"), $"{Scoring} # \"quoted\" \\ \u00e9 \U0001F600\r\n#\tend");
        var file = Definition("definition_file: score.yaml   # beside");

        var run = await CommandRun.OfAsync(gateway, "pipeline", "apply", "-f", file);

        Assert.Equal((0, "Pipeline 'nightly' has this definition as revision 4:\n- Step 'score' changed."), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
        Assert.Equal(
            """
            # keep this
            name: nightly
            steps:
              score:
                kind: score
                definition: "{ model: m, input: { path: /in.csv }, key: [id], output: { path: /out } } # \"quoted\" \\ é 😀\r\n#\tend"   # beside
              other: { kind: score, definition_file: /etc/other.yaml }

            """,
            Encoding.UTF8.GetString(Assert.Single(gateway.Received).Body));
    }

    [Fact]
    public async Task PipelineApply_DryRunAndNothingNew_SaysSo()
    {
        var gateway = new FakeGateway().Answer($"{Put}true", """{"pipeline": "nightly", "revision": 3, "changes": []}""");

        var run = await CommandRun.OfAsync(gateway, "pipeline", "apply", "-f", Definition($"definition: '{Scoring}'"), "--dry-run");

        Assert.Equal((0, "Pipeline 'nightly' has this definition already, as revision 3."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task PipelineApply_Refused_TellsWhatTheGatewaySays()
    {
        var gateway = new FakeGateway().Answer($"{Put}false", """{"error": "No.", "code": "InvalidRequest"}""", HttpStatusCode.BadRequest);

        var run = await CommandRun.OfAsync(gateway, "pipeline", "apply", "-f", Definition($"definition: '{Scoring}'"));

        Assert.Equal((1, "No."), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task PipelineCheck_MissingFilesAndOtherFaults_TellsAllByLine()
    {
        var gateway = new FakeGateway();
        var file = _directory.File("bad.yaml");
        File.WriteAllText(
            file,
            """
            name: nightly
            overlap: never
            steps:
              a: { kind: score, definition_file: gone.yaml }
              b:
                kind: score
                definition_file: score-${run.id}.yaml
            """);

        var run = await CommandRun.OfAsync(gateway, "pipeline", "check", "-f", file);

        Assert.Equal(1, run.ExitCode);
        var lines = run.ErrorLines;
        Assert.Equal($"'{file}' is no valid pipeline definition:", lines[0]);
        Assert.Collection(
            lines[1..],
            static line => Assert.StartsWith("Line 2: 'overlap' is 'never'", line, StringComparison.Ordinal),
            line => Assert.StartsWith($"Line 4: 'steps.a.definition_file' cannot be used: '{_directory.File("gone.yaml")}' cannot be read: ", line, StringComparison.Ordinal),
            static line => Assert.Equal(
                "Line 7: 'steps.b.definition_file' is 'score-${run.id}.yaml', with a placeholder; files beside a definition are read when it is applied, before any run: name the file, or write an absolute path, which silos read.",
                line));
        Assert.Empty(gateway.Received);
    }

    [Fact]
    public async Task PipelineCheck_TrainingDefinitionBesideIt_IsCheckedToo()
    {
        File.WriteAllText(_directory.File("train.yaml"), "model: m\n");
        File.WriteAllText(_directory.File("p.yaml"), "name: nightly\nsteps:\n  t: { kind: train, definition_file: 'train.yaml' }\n");

        var run = await CommandRun.OfAsync("pipeline", "check", "-f", _directory.File("p.yaml"), "--json");

        using var written = JsonDocument.Parse(run.Output);
        Assert.Equal((1, false), (run.ExitCode, written.RootElement.GetProperty("isValid").GetBoolean()));
        Assert.Contains("is not a training definition", written.RootElement.GetProperty("violations")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"definition: '{Scoring}'")]
    [InlineData("definition_file: /etc/orleansml/score.yaml")]
    [InlineData("\"definition_file\": 'score.yaml'")]
    public async Task PipelineCheck_Valid_SaysSo(string step)
    {
        File.WriteAllText(_directory.File("score.yaml"), Scoring);
        var file = Definition(step);

        var run = await CommandRun.OfAsync("pipeline", "check", "-f", file);

        Assert.Equal((0, $"'{file}' is a valid definition of pipeline 'nightly'."), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task PipelineCheck_NameThatCannotBeReplaced_SaysWhatToWrite()
    {
        File.WriteAllText(_directory.File("score.yaml"), "model: m\n");

        var run = await CommandRun.OfAsync("pipeline", "check", "-f", Definition("? definition_file\n    : score.yaml"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("definition", run.Error, StringComparison.Ordinal);
    }

    private string Definition(string step)
    {
        var file = _directory.File("pipeline.yaml");
        File.WriteAllText(
            file,
            $$"""
            # keep this
            name: nightly
            steps:
              score:
                kind: score
                {{step}}
              other: { kind: score, definition_file: /etc/other.yaml }

            """);
        return file;
    }
}

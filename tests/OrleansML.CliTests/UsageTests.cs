namespace OrleansML.CliTests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("model", "promote", "fraud", "2", "Option '--reason' is required. See 'orleansml model promote --help'.")]
    [InlineData("model", "push", "model.onnx", "--promote", "Option '--name' is required. See 'orleansml model push --help'.")]
    [InlineData("predict", "fraud", "--rows", "5", "Rows are needed from one of --data FILE, --input NAME=VALUE,..., --entity ENTITY and --field NAME=VALUE. See 'orleansml predict --help'.")]
    public async Task Run_WrongArguments_SaysWhatIsMissingAndExitsWith2(string first, string second, string third, string fourth, string expected)
    {
        var run = await CommandRun.OfAsync(first, second, third, fourth);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(expected, run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Run_RowsBelowOne_NamesValueAndRange()
    {
        var run = await CommandRun.OfAsync("predict", "fraud", "--data", "rows.csv", "--rows", "0");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("--rows is 0; it must be 1 or more. See 'orleansml predict --help'.", run.Error);
    }

    [Fact]
    public async Task Run_ThresholdOutOfRange_NamesValueAndRange()
    {
        var run = await CommandRun.OfAsync("feature", "skew", "cards", "--threshold", "7");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("--threshold is 7; it must lie between 0 and 1. See 'orleansml feature skew --help'.", run.Error);
    }

    [Fact]
    public async Task Run_DataAndInput_ExitsWith2()
    {
        var run = await CommandRun.OfAsync("predict", "fraud", "--data", "rows.csv", "--input", "x=1");

        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task Run_UrlIsNotHttp_NamesItAndExitsWith2()
    {
        var run = await CommandRun.OfAsync("model", "list", "--url", "fraud");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            "'fraud' is not the URL of a gateway: give one such as http://127.0.0.1:8080 with --url or $ORLEANSML_URL.", run.Error);
    }

    [Fact]
    public async Task Run_SettingWithoutValue_ExitsWith2()
    {
        var run = await CommandRun.OfAsync("up", "--set", "OrleansML:Silo:Pool");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("--set 'OrleansML:Silo:Pool' is not of the form KEY=VALUE.", run.Error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("model", "--help")]
    [InlineData("up", "--help")]
    public async Task Run_Help_ExitsWith0(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage:", run.Output);
        Assert.DoesNotContain("quickstart", run.Output);
    }
}

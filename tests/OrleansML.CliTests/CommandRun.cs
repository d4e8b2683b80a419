using OrleansML.Cli;

namespace OrleansML.CliTests;

/// <summary>Runs the command inside the test process and keeps what it wrote.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of its output that hold anything.</summary>
    public string[] OutputLines => Lines(Output);

    /// <summary>The lines of its errors and progress that hold anything.</summary>
    public string[] ErrorLines => Lines(Error);

    public static async Task<CommandRun> OfAsync(HttpMessageHandler? handler, CancellationToken cancellationToken, params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var environment = new CliEnvironment { Output = output, Error = error, Handler = handler };
        var exitCode = await CommandRunner.RunAsync(arguments, environment, cancellationToken);
        return new CommandRun(exitCode, output.ToString().TrimEnd(), error.ToString().TrimEnd());
    }

    public static Task<CommandRun> OfAsync(HttpMessageHandler? handler, params string[] arguments) => OfAsync(handler, CancellationToken.None, arguments);

    public static Task<CommandRun> OfAsync(params string[] arguments) => OfAsync(null, arguments);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

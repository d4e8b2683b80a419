using OrleansML.Cli;

namespace OrleansML.CliTests;

/// <summary>Runs the command inside the test process and keeps what it wrote.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandRun> OfAsync(HttpMessageHandler? handler, params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var environment = new CliEnvironment { Output = output, Error = error, Handler = handler };
        var exitCode = await CommandRunner.RunAsync(arguments, environment);
        return new CommandRun(exitCode, output.ToString().TrimEnd(), error.ToString().TrimEnd());
    }

    public static Task<CommandRun> OfAsync(params string[] arguments) => OfAsync(null, arguments);
}

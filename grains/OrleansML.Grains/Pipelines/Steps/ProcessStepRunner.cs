using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansML.Data.Pipelines;
using OrleansML.Data.Sources;
using OrleansML.Learning.Features;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>
/// Runs programs that the operator allows, without a shell. A program that is stopped is killed with its children. By its exit code, 0 is success, 64 to 78
/// but for 75 is the user's error (as in sysexits.h), 75 means unavailable, anything else is a fault.
/// </summary>
internal sealed class ProcessStepRunner(IOptions<PipelineOptions> options, ISecretStore secrets) : IStepRunner
{
    private const string OwnVariables = "ORLEANSML_";
    private const int TemporaryFailure = 75;

    // A child that a program leaves behind may keep its output open.
    private static readonly TimeSpan OutputEnds = TimeSpan.FromSeconds(2);

    public StepKind Kind => StepKind.Process;

    public async Task<string> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = context.Work<ProcessStep>();
        if (!options.Value.Commands.TryGetValue(step.Command, out var path))
        {
            var allowed = options.Value.Commands.Count == 0 ? "none is" : $"{string.Join(", ", options.Value.Commands.Keys.Order(StringComparer.Ordinal))} are";
            throw new StepFailedException(
                StepFailureKind.User, $"The program '{step.Command}' is not allowed here; {allowed}. The operator allows programs by {PipelineOptions.Section}:{nameof(PipelineOptions.Commands)}.");
        }

        var folder = step.WorkingDirectory is null ? Directory.CreateTempSubdirectory("orleansml-step-") : null;
        try
        {
            return await RunAsync(context, step, path, folder?.FullName ?? context.Expand(step.WorkingDirectory!), cancellationToken);
        }
        finally
        {
            TryRemove(folder);
        }
    }

    private async Task<string> RunAsync(StepContext context, ProcessStep step, string path, string folder, CancellationToken cancellationToken)
    {
        var redactor = new SecretRedactor();
        var start = new ProcessStartInfo(path)
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var argument in step.Arguments)
            start.ArgumentList.Add(context.Expand(argument));
        foreach (var own in start.Environment.Keys.Where(static name => name.StartsWith(OwnVariables, StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(own);
        foreach (var (name, text) in step.Environment)
            start.Environment[name] = SecretReference.Resolve(context.Expand(text), secret => Secret(secret, redactor));

        using var process = Start(start, step.Command);
        process.StandardInput.Close();
        var output = new LastLine();
        var errors = new LastLine();
        var reading = Task.WhenAll(output.ReadAsync(process.StandardOutput), errors.ReadAsync(process.StandardError));
        await ExitAsync(process, cancellationToken);
        await Task.WhenAny(reading, Task.Delay(OutputEnds, CancellationToken.None));
        if (process.ExitCode == 0)
            return redactor.Redact(output.Text);

        var said = errors.Text.Length > 0 ? errors.Text : output.Text;
        throw new StepFailedException(FailureOf(process.ExitCode), redactor.Redact(string.Create(
            CultureInfo.InvariantCulture, $"The program '{step.Command}' ended with {process.ExitCode}{(said.Length == 0 ? "" : $": {said}")}")));
    }

    private static async Task ExitAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start, string command)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            throw new StepFailedException(StepFailureKind.User, $"The program '{command}' cannot be started: {exception.Message}");
        }
    }

    private string Secret(string name, SecretRedactor redactor)
    {
        var secret = secrets.Get(name);
        redactor.Add(secret);
        return secret;
    }

    private static StepFailureKind FailureOf(int code) => code switch
    {
        TemporaryFailure => StepFailureKind.Unavailable,
        >= 64 and <= 78 => StepFailureKind.User,
        _ => StepFailureKind.Internal,
    };

    private static void TryRemove(DirectoryInfo? folder)
    {
        try
        {
            folder?.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A child that was left behind still writes there; it is a temporary folder.
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace OrleansML.Conformance.TorchSharp.Python;

/// <summary>PyTorch for Debian's Python, the same libtorch as the stand-in's.</summary>
internal static class PythonTorch
{
    private const string Interpreter = "/usr/bin/python3";

    private static readonly Lazy<string?> Failure = new(() =>
    {
        try
        {
            Run("import torch");
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            return $"'{Interpreter}' cannot import torch (Debian: python3-torch): {error.Message.TrimEnd().Split('\n')[^1]}";
        }
    });

    public static string? MissingBecause => Failure.Value;

    /// <summary>What a script prints.</summary>
    public static string Run(string script)
    {
        var start = new ProcessStartInfo(Interpreter, "-") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(script);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(errors.GetAwaiter().GetResult());
    }
}

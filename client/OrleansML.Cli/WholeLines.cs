using Spectre.Console;

namespace OrleansML.Cli;

/// <summary>Lines as they are. Spectre's own of the same name folds them at the width of the terminal, and then an id or command cannot be copied whole.</summary>
internal static class WholeLines
{
    public static void WriteLine(this IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace OrleansML.Cli;

/// <summary>Where a verb writes: its result as JSON or for people, notices and progress beside it.</summary>
internal sealed class Output
{
    private const int Unfolded = 100_000;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly CliEnvironment _environment;
    private readonly IAnsiConsole _console;

    public Output(CliEnvironment environment, bool json)
    {
        _environment = environment;
        IsJson = json;
        _console = CreateConsole(environment.Output, environment.IsInteractive);
    }

    public bool IsJson { get; }

    /// <summary>Whether progress is drawn, so that notices of it are not needed.</summary>
    public bool IsDrawing => !IsJson && _environment.IsInteractive;

    /// <summary>Writes the result in the form that was asked for.</summary>
    public void Write<T>(T result, Action<IAnsiConsole> forPeople)
    {
        if (IsJson)
            _environment.Output.WriteLine(JsonSerializer.Serialize(result, Written));
        else
            forPeople(_console);
        _environment.Output.Flush();
    }

    /// <summary>Tells the user something that is not part of the result.</summary>
    public void Notice(string text) => _environment.Error.WriteLine(text);

    /// <summary>Runs work that reports its progress from 0 to 1, drawn only where a person watches.</summary>
    public async Task<T> WithProgress<T>(string title, Func<IProgress<double>, Task<T>> work)
    {
        if (!IsDrawing)
            return await work(new Progress<double>());

        var console = CreateConsole(_environment.Error, interactive: true);
        return await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: 1);
            return await work(new Progress<double>(share => task.Value = share));
        });
    }

    /// <summary>Runs work that tells in a line what it does, drawn in place and only where a person watches.</summary>
    public async Task<T> WithStatus<T>(string title, Func<Action<string>, Task<T>> work)
    {
        if (!IsDrawing)
            return await work(static _ => { });

        var console = CreateConsole(_environment.Error, interactive: true);
        return await console.Status().StartAsync(Markup.Escape(title), context => work(text => context.Status = Markup.Escape(text)));
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool interactive)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        // A file or pipe has no width: a row is a line there.
        if (!interactive)
            console.Profile.Width = Unfolded;
        return console;
    }
}

namespace OrleansML.Cli.Runs;

/// <summary>What a verb must know of a kind of definition, such as those of training.</summary>
/// <param name="Name">What it is called, such as "training".</param>
/// <param name="Read">Reads one from YAML.</param>
/// <param name="Model">The model that it names.</param>
/// <param name="Names">Keys whose values follow the rule for names, with their values.</param>
/// <param name="Paths">Sections with a path of a file or folder of their own, <c>SECTION.path</c>, and the path; null where that is left out.</param>
internal sealed record DefinitionKind<T>(
    string Name,
    Func<string, T> Read,
    Func<T, string> Model,
    IReadOnlyList<(string Key, Func<T, string> Value)> Names,
    IReadOnlyList<(string Section, Func<T, string?> Path)> Paths)
    where T : class;

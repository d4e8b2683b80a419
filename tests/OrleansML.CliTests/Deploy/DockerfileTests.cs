using OrleansML.Testing;

namespace OrleansML.CliTests.Deploy;

public sealed class DockerfileTests
{
    private static readonly string[] Lines = [.. File.ReadAllText(Repository.PathOf("deploy", "docker", "Dockerfile"))
        .Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    [Fact]
    public void Copy_EverySource_Exists()
    {
        var stages = Lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal) && line.Contains(" AS ")).Select(line => line.Split(' ')[^1]);
        foreach (var copy in Lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)).Select(line => line.Split(' ')))
        {
            if (copy[1].StartsWith("--from=", StringComparison.Ordinal))
            {
                Assert.Contains(copy[1]["--from=".Length..], stages);
                // What is copied is what was published.
                Assert.Contains(Lines, line => line.EndsWith($" -o {copy[2]}", StringComparison.Ordinal));
            }
            else
            {
                Assert.True(Path.Exists(Repository.PathOf(copy[1])), copy[1]);
            }
        }
    }

    [Fact]
    public void Publish_Project_Exists()
    {
        var publish = Assert.Single(Lines, line => line.StartsWith("RUN dotnet publish ", StringComparison.Ordinal)).Split(' ');

        Assert.True(Directory.Exists(Repository.PathOf(publish[3])), publish[3]);
        Assert.Contains("-p:Engines=official", publish);
        Assert.Equal("ENTRYPOINT [\"/app/orleansml\"]", Lines[^1]);
    }

    [Fact]
    public void Ignored_WhatBuildsLeaveBehind_StaysOutOfTheContext()
    {
        var ignored = File.ReadAllLines(Repository.PathOf(".dockerignore"));

        Assert.Superset(new HashSet<string> { ".git", ".native", ".run", "artifacts", "Engines.props", "deploy/compose/certificates" }, ignored.ToHashSet());
    }
}

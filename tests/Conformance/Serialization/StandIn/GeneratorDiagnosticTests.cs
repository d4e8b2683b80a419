using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans.CodeGenerator;

namespace OrleansML.Conformance.Serialization.StandIn;

public sealed class GeneratorDiagnosticTests
{
    [Theory]
    [InlineData("ORLEANS0012", "[Orleans.GenerateSerializer] public class C { [Orleans.Id(1)] public int A; [Orleans.Id(1)] public int "
        + "B; }")]
    [InlineData("ORLEANS0151", "[Orleans.GenerateSerializer] public class C { [Orleans.Id(0)] public D? A; } public class D;")]
    [InlineData("ORLEANS0151", "[Orleans.GenerateSerializer] public class C { [Orleans.Id(0)] public "
        + "System.Collections.Generic.List<System.Action>? A; }")]
    [InlineData("ORLEANS0151", "[Orleans.GenerateSerializer] public record C(System.IO.Stream A);")]
    [InlineData("ORLEANS0107", "public class O { [Orleans.GenerateSerializer] private class C; }")]
    [InlineData("ORLEANS0101", "[Orleans.GenerateSerializer] public class C { [Orleans.Id(0)] public int A => 1; }")]
    [InlineData("ORLEANS0004", "[Orleans.GenerateSerializer] public class C { public int A { get; set; } }")]
    [InlineData("ORLEANS0102", "public interface I : Orleans.IGrainWithStringKey { int A(); }")]
    [InlineData("ORLEANS0105", "public interface I : Orleans.IGrainWithStringKey { int A { get; } }")]
    [InlineData("ORLEANS0109", "using System.Threading; public interface I : Orleans.IGrainWithStringKey { System.Threading.Tasks.Task "
        + "A(CancellationToken a, CancellationToken b); }")]
    [InlineData("ORLEANS0002", "public interface I : Orleans.IGrainWithStringKey { System.Threading.Tasks.Task A(ref int a); }")]
    public void Generate_OfWrongSource_ReportsRule(string rule, string source)
        => Assert.Contains(Generate(source).Diagnostics, diagnostic => diagnostic.Id == rule);

    [Theory]
    [InlineData("[Orleans.GenerateSerializer] public class C { [Orleans.Id(0)] public D? A; } public class D; "
        + "[Orleans.GenerateSerializer] public struct S; [Orleans.RegisterConverter] public class V : Orleans.IConverter<D, S> { "
        + "public D ConvertFromSurrogate(in S s) => new(); public S ConvertToSurrogate(in D d) => default; }")]
    [InlineData("public interface I : Orleans.IGrainWithStringKey { System.Threading.Tasks.Task<T> A<T>(T a, "
        + "System.Threading.CancellationToken c = default) where T : class, new(); System.Collections.Generic.IAsyncEnumerable<int> "
        + "B(); void C(); }")]
    [InlineData("public interface I<T> : Orleans.IGrainWithStringKey where T : notnull { System.Threading.Tasks.ValueTask<T> @class(T "
        + "@event); } public interface J : I<int> { }")]
    [InlineData("namespace @event { [Orleans.GenerateSerializer] public partial class A<T> { [Orleans.GenerateSerializer] public "
        + "partial record struct B<U>(T X, U Y) where U : unmanaged; } }")]
    public void Generate_OfRightSource_CompilesWithoutDiagnostics(string source)
    {
        var (diagnostics, compilation) = Generate(source);
        Assert.Empty(diagnostics);
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void Generate_AfterUnrelatedEdit_DoesNothingAgain()
    {
        var compilation = Compile(
            "[Orleans.GenerateSerializer] public class C { [Orleans.Id(0)] public int A; } public interface I : "
                + "Orleans.IGrainWithStringKey { System.Threading.Tasks.Task A(); }");
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new OrleansSourceGenerator().AsSourceGenerator()], driverOptions: new(
                IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation);
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated { int X = 1; }")));
        var outputs = driver.GetRunResult().Results[0].TrackedOutputSteps.Values.SelectMany(static steps => steps).SelectMany(
            static step => step.Outputs);
        Assert.All(outputs, static output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, output.Reason.ToString()));
    }

    private static CSharpCompilation Compile(string source)
    {
        var references = AppDomain.CurrentDomain.GetAssemblies().Append(typeof(Orleans.Grain).Assembly).Distinct()
            .Where(static assembly
                => !assembly.IsDynamic && assembly.Location.Length > 0 && !assembly.GetName().Name!.Contains("Conformance"))
            .Select(static assembly => MetadataReference.CreateFromFile(assembly.Location));
        return CSharpCompilation.Create(
            "Test", [CSharpSyntaxTree.ParseText(source)], references, new(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static (IReadOnlyList<Diagnostic> Diagnostics, Compilation Compilation) Generate(string source)
    {
        CSharpGeneratorDriver.Create(new OrleansSourceGenerator()).RunGeneratorsAndUpdateCompilation(
            Compile(source), out var compilation, out var diagnostics);
        return (diagnostics, compilation);
    }
}

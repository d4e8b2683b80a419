namespace Orleans.CodeGenerator;

/// <summary>How a generic type is written: its parameters, their constraints and its open form.</summary>
internal sealed record TypeShape(string Name, string OpenName, string Parameters, string Constraints, string HintName);

/// <summary>A type to serialize.</summary>
internal sealed record TypeModel(
    TypeShape Shape, TypeKindModel Kind, bool IsSealed, bool IsAbstract, bool IsImmutable, bool IsTracked, string? Alias, string? Base,
    Activation Activation,
    EquatableArray<MemberModel> Positional, EquatableArray<MemberModel> Members, EquatableArray<SuspectModel> Suspects,
    EquatableArray<DiagnosticModel> Diagnostics);

internal enum TypeKindModel
{
    Class,
    Struct,
    Enum,
    Exception,
    ExceptionRoot,
}

internal enum Activation
{
    Constructor,
    ConstructorAccessor,
    Uninitialized,
    Services,
}

/// <summary>A serialized member; <see cref="Field"/> is the field behind it where it cannot be assigned directly.</summary>
internal sealed record MemberModel(uint Id, string Name, string Type, string? Field, bool IsImmutable);

/// <summary>
/// A member whose type nobody may know how to serialize; whether a converter exists is known only once all source was seen.
/// </summary>
internal sealed record SuspectModel(string Type, string Member, LocationModel Location);

/// <summary>A grain interface.</summary>
internal sealed record InterfaceModel(
    TypeShape Shape, string Display, string WireName, bool IsExtension, EquatableArray<MethodModel> Methods,
    EquatableArray<string> Enums, EquatableArray<string> Abstractions, EquatableArray<DiagnosticModel> Diagnostics);

/// <summary>A method of a grain interface.</summary>
internal sealed record MethodModel(
    string Name, string Declaring, string DeclaringDisplay, string DeclaringShortName, string WireName, string ClassName, ReturnKind Return,
    string? Result, string ReturnType, string TypeParameters, string Constraints,
    EquatableArray<ParameterModel> Parameters, int CancellationToken, string Options, string? Timeout, string? ForwardArguments);

internal enum ReturnKind
{
    Void,
    Task,
    TaskOfResult,
    ValueTask,
    ValueTaskOfResult,
    AsyncEnumerable,
}

/// <summary>A parameter of a grain method.</summary>
internal sealed record ParameterModel(string Name, string Type, bool IsShareable);

/// <summary>A place in source, by value.</summary>
internal sealed record LocationModel(string Path, int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn);

/// <summary>A diagnostic, by value.</summary>
internal sealed record DiagnosticModel(string Rule, LocationModel? Location, EquatableArray<string> Arguments);

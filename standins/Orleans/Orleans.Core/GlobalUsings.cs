global using System.Diagnostics.CodeAnalysis;
global using Orleans.CodeGeneration;
global using Orleans.Metadata;
global using Orleans.Runtime;
global using Orleans.Serialization.Invocation;
